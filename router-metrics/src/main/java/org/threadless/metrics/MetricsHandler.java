package org.threadless.metrics;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.caller.Callers;
import org.threadless.http.response.Answers;
import org.threadless.metrics.meter.NodeMeters;
import org.threadless.router.config.Secret;

/** Shows the metrics to those who may see them. */
final class MetricsHandler extends Handler.Abstract {

  private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET);

  private final PrometheusMeterRegistry registry;
  private final NodeMeters node;
  private final Callers callers;
  private final Optional<byte[]> expected;

  @Inject
  MetricsHandler(
      PrometheusMeterRegistry registry,
      NodeMeters node,
      Callers callers,
      MetricsSettings settings) {
    this.registry = registry;
    this.node = node;
    this.callers = callers;
    this.expected = settings.token().map(Secret::reveal).map(MetricsHandler::bearer);
  }

  private static byte[] bearer(String token) {
    return ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (path != null && !path.isEmpty() && !path.equals("/")) {
      return false;
    }
    Optional<String> refusal = callers.refusal(request);
    if (refusal.isPresent()) {
      Answers.line(response, callback, 403, refusal.get());
    } else if (!showsToken(request)) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
      Answers.line(response, callback, 401, "show the token of metrics");
    } else if (!Answers.isTaken(request, METHODS)) {
      Answers.methodNotAllowed(response, callback, METHODS);
    } else {
      show(request, response, callback);
    }
    return true;
  }

  private boolean showsToken(Request request) {
    String shown = String.valueOf(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    return expected
        .map(token -> MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8)))
        .orElse(true);
  }

  private void show(Request request, Response response, Callback callback) {
    node.look();
    Exposition exposition = Exposition.of(request.getHeaders().get(HttpHeader.ACCEPT));
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, exposition.contentType());
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Content.Sink.write(response, true, registry.scrape(exposition.contentType()), callback);
  }
}
