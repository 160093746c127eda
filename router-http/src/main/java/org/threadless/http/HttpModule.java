package org.threadless.http;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.OptionalBinder;
import java.util.List;
import java.util.Optional;
import org.threadless.http.response.RefusedRequests;
import org.threadless.http.server.HttpTimer;
import org.threadless.http.server.connection.ClientTimes;
import org.threadless.http.server.handler.BodyRoom;
import org.threadless.http.server.handler.RequestObserver;
import org.threadless.http.server.refusal.Refusals;
import org.threadless.http.tls.CertificateEnd;
import org.threadless.http.tls.ServerCertificate;
import org.threadless.http.wiring.ConfiguredEndpoint;
import org.threadless.http.wiring.EndpointInstance;

/**
 * Binds the server, and installs the configured endpoints, each closed in itself. A {@link
 * RequestObserver} may be bound as well, by an optional binder.
 */
public final class HttpModule extends AbstractModule {

  private final HttpSettings settings;
  private final List<EndpointInstance> endpoints;

  /**
   * @param endpoints no two of a name
   */
  public HttpModule(HttpSettings settings, List<EndpointInstance> endpoints) {
    this.settings = settings;
    this.endpoints = List.copyOf(endpoints);
  }

  @Override
  protected void configure() {
    endpoints.forEach(endpoint -> endpoint.installIn(binder()));
    bind(new TypeLiteral<List<ConfiguredEndpoint>>() {})
        .toInstance(endpoints.stream().map(each -> each.configured(binder())).toList());
    bind(HttpSettings.class).toInstance(settings);
    Optional<ServerCertificate> certificate = settings.tls().map(ServerCertificate::new);
    bind(new TypeLiteral<Optional<ServerCertificate>>() {}).toInstance(certificate);
    bind(CertificateEnd.class).toInstance(() -> certificate.flatMap(ServerCertificate::end));
    bind(ClientTimes.class).toInstance(ClientTimes.DEFAULT);
    bind(PublicUrls.class);
    bind(HttpTimer.class);
    bind(Refusals.Mounted.class).to(MountedNames.class);
    bind(Refusals.class);
    bind(RefusedRequests.class).to(Refusals.class);
    bind(BodyRoom.class);
    OptionalBinder.newOptionalBinder(binder(), RequestObserver.class)
        .setDefault()
        .toInstance(RequestObserver.NONE);
    bind(Mounts.class);
    bind(HttpService.class);
  }
}
