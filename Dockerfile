# One image for web, worker and timetable: what runs is the command. No compiler, no Node and no root in the end.
FROM node:22-bookworm-slim AS assets
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts

FROM python:3.11-slim-bookworm AS packages
WORKDIR /app
COPY requirements-uv.txt requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements-uv.txt \
 && uv venv /opt/venv \
 && uv pip sync --no-cache --python /opt/venv/bin/python --require-hashes requirements.txt

FROM python:3.11-slim-bookworm AS base
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    PROMO_PRODUCTION=1 \
    PROMO_VAR=/data \
    PROMO_STATIC=/app/collected
WORKDIR /app
COPY --from=packages /opt/venv /opt/venv

FROM base AS build
COPY . .
COPY --from=assets /app/node_modules node_modules
# The key of the build signs nothing; the running product refuses to start without one of its own.
RUN python -m promo.assets \
 && rm -rf node_modules \
 && SECRET_KEY=build PROMO_VAR=/tmp/build python manage.py collectstatic --noinput --verbosity 0 \
 && python -m compileall -q promo units projects assessment

FROM base
# Reports as PDF: some 400 MB. `--build-arg PDF=no` leaves it out; then they come as Word files only.
ARG PDF=yes
RUN if [ "$PDF" != no ]; then \
      apt-get update \
      && apt-get install -y --no-install-recommends libreoffice-writer-nogui fonts-noto-cjk \
      && rm -rf /var/lib/apt/lists/*; \
    fi
RUN useradd --system --uid 10001 --home-dir /data --create-home promo
COPY --from=build /app /app
USER promo
VOLUME /data
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--no-ws", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "2", "--respawn-failed-workers", "--log-level", "warning", "promo.wsgi:application"]
