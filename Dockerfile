FROM python:3.13-slim AS builder
WORKDIR /build
COPY requirements.lock ./
RUN python -m venv /opt/ffwg
RUN /opt/ffwg/bin/pip install --no-cache-dir --only-binary :all: --require-hashes -r requirements.lock
COPY pyproject.toml README.md ./
COPY migrations migrations
COPY web web
COPY server server
RUN /opt/ffwg/bin/pip install --no-cache-dir --no-deps --no-build-isolation .
RUN /opt/ffwg/bin/ffwg --help

FROM python:3.13-slim
COPY --from=builder /opt/ffwg /opt/ffwg
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin ffwg \
    && install --directory --owner 10001 /data
USER 10001
ENV PATH=/opt/ffwg/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    FFWG_HOST=0.0.0.0 \
    FFWG_DATA_DIR=/data
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s CMD ["ffwg", "health"]
CMD ["ffwg", "serve"]
