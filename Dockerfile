# syntax=docker/dockerfile:1

# The explorer's files, unmodified. A stage of its own: the other stages need no Node.js, and sources change more often than this.
FROM --platform=$BUILDPLATFORM node:24-slim AS explorer
WORKDIR /explorer
COPY src/Gateway/Explorer/.npmrc src/Gateway/Explorer/package.json src/Gateway/Explorer/package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts

FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source

# What packages are restored by: until one of these files changes, the layer is reused.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src/Gateway/Gateway.csproj src/Gateway/
COPY src/Gateway.Caching/Gateway.Caching.csproj src/Gateway.Caching/
COPY src/Gateway.GraphQL/Gateway.GraphQL.csproj src/Gateway.GraphQL/
COPY src/Gateway.Linear/Gateway.Linear.csproj src/Gateway.Linear/
COPY src/Gateway.Sandbox/Gateway.Sandbox.csproj src/Gateway.Sandbox/
COPY src/Gateway.Stitching/Gateway.Stitching.csproj src/Gateway.Stitching/
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet restore src/Gateway/Gateway.csproj -a $TARGETARCH -p:PublishReadyToRun=true

# The rules of the build, what is compiled in, the sources. UseAppHost: the program is started by `dotnet`.
COPY .editorconfig ./
COPY schema/ schema/
COPY src/ src/
COPY --from=explorer /explorer/node_modules/ src/Gateway/Explorer/node_modules/
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/Gateway/Gateway.csproj -a $TARGETARCH -c Release --no-restore -o /app \
    -p:PublishReadyToRun=true -p:UseAppHost=false -p:DebugType=none

# No shell, no package manager, user 1654. Nothing is written: it runs with a read-only root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="gateway" \
      org.opencontainers.image.description="A caching GraphQL gateway in front of Linear" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
COPY --from=build /app /app
COPY LICENSE /app/

# Where appsettings.json is looked for, and what relative file names begin at.
WORKDIR /etc/gateway
USER $APP_UID
EXPOSE 8080 9090
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 CMD ["dotnet", "/app/Gateway.dll", "healthcheck"]
ENTRYPOINT ["dotnet", "/app/Gateway.dll"]
