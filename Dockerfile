# The app (see docker-compose.yml); any other command of `stockelper` runs in the same image. libgomp1 is for LightGBM.
FROM python:3.11-slim
RUN apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*
WORKDIR /opt/stockelper
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY stockelper stockelper
COPY collectors collectors
COPY forecasting forecasting
COPY kg kg
COPY agents agents
COPY graph graph
COPY evaluation evaluation
COPY ui ui
RUN pip install --no-cache-dir --no-deps --no-build-isolation . \
    && useradd --create-home --uid 1000 stockelper \
    && mkdir /data && chown stockelper /data
USER stockelper
WORKDIR /data
ENV STOCKELPER_DATA=/data
VOLUME /data
ENTRYPOINT ["stockelper"]
CMD ["up", "--headless"]
