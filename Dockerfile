# The Debian package in an image: folders, user and command are those of docs/operating.md. After "mvn verify", or with
# "mvn package -DskipTests" for the package alone:
#   docker build -t threadless-router .
FROM debian:12-slim

COPY distribution/target/threadless-router_*_all.deb /tmp/
RUN apt-get update \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends /tmp/threadless-router_*_all.deb \
    && rm -rf /var/lib/apt/lists/* /tmp/threadless-router_*_all.deb

USER router
ENV ROUTER_HOME=/var/lib/threadless-router ROUTER_CONF=/etc/threadless-router
VOLUME /var/lib/threadless-router
EXPOSE 8000

# It stops at SIGTERM, in the time that http.stop-timeout gives.
ENTRYPOINT ["/usr/share/threadless-router/bin/router"]
CMD ["serve"]
