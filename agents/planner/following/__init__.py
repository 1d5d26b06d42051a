"""Turns that change the question before them: each module reads one way of doing so.

A turn is put as the question that it stands for, or its plan is that of the turn before with one thing changed.
"""
