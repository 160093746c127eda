package org.threadless.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.health.HealthEndpoint;
import org.threadless.http.response.RefusedRequests;
import org.threadless.http.server.HttpTimer;
import org.threadless.http.server.connection.ClientTimes;
import org.threadless.http.server.handler.BodyRoom;
import org.threadless.http.server.handler.RequestObserver;
import org.threadless.http.server.refusal.Refusals;
import org.threadless.http.tls.CertificateEnd;
import org.threadless.http.tls.ServerCertificate;
import org.threadless.http.wiring.ConfiguredEndpoint;
import org.threadless.router.engine.backend.Backends;
import org.threadless.router.engine.sending.FailedMessages;

/** Makes servers as the router does, of parts that a test has made. */
public final class Services {

  private Services() {}

  /** Returns one whose {@code health} has nothing to tell. */
  public static HttpService of(HttpSettings settings, Backends backends) {
    return of(settings, backends, ClientTimes.DEFAULT);
  }

  /** The same with other times. */
  public static HttpService of(HttpSettings settings, Backends backends, ClientTimes times) {
    return of(settings, backends, times, List.of(), new BodyRoom(), Services::quietHealth);
  }

  /** One with these endpoints as well, and room for large bodies. */
  public static HttpService of(
      HttpSettings settings, List<ConfiguredEndpoint> endpoints, BodyRoom room) {
    return of(
        settings,
        new Backends(List.of()),
        ClientTimes.DEFAULT,
        endpoints,
        room,
        Services::quietHealth);
  }

  /** One with these backends and endpoints. */
  public static HttpService of(
      HttpSettings settings, Backends backends, List<ConfiguredEndpoint> endpoints) {
    return of(
        settings, backends, ClientTimes.DEFAULT, endpoints, new BodyRoom(), Services::quietHealth);
  }

  public static HttpService of(
      HttpSettings settings,
      Backends backends,
      ClientTimes times,
      List<ConfiguredEndpoint> more,
      BodyRoom room,
      Function<RefusedRequests, Endpoint> health) {
    HttpTimer timer = new HttpTimer();
    AtomicReference<Refusals> refusals = new AtomicReference<>();
    List<ConfiguredEndpoint> endpoints = new ArrayList<>(more);
    endpoints.add(new ConfiguredEndpoint("health", () -> health.apply(refusals.get())));
    refusals.set(new Refusals(new MountedNames(backends, endpoints), timer));
    return new HttpService(
        settings,
        new Mounts(settings, backends, endpoints, room, RequestObserver.NONE),
        refusals.get(),
        timer,
        times,
        settings.tls().map(ServerCertificate::new));
  }

  /** Returns how many requests a server has refused. */
  public static List<RefusedRequests.Count> refused(HttpService service) {
    return service.refusals().counts();
  }

  private static Endpoint quietHealth(RefusedRequests refused) {
    return new HealthEndpoint(
        List::of,
        new FailedMessages(),
        List::of,
        List::of,
        refused,
        () -> HttpServiceTest.FREE,
        new Backends(List.of()),
        CertificateEnd.NONE);
  }
}
