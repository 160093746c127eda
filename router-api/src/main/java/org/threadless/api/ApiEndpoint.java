package org.threadless.api;

import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.threadless.api.call.ApiHandler;
import org.threadless.api.call.ShownTokens;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.response.SecurityHeadersHandler;

/** Serves the API, and what describes it. */
final class ApiEndpoint implements Endpoint {

  // A table of 100,000 numbers with a name for each.
  private static final int LARGEST = 8 * 1024 * 1024;

  private final ShownTokens tokens;
  private final ApiHandler calls;
  private final DescriptionHandler description;

  @Inject
  ApiEndpoint(ShownTokens tokens, ApiHandler calls, DescriptionHandler description) {
    this.tokens = tokens;
    this.calls = calls;
    this.description = description;
  }

  @Override
  public Handler handler() {
    return new Handler.Sequence(calls, new SecurityHeadersHandler(description));
  }

  @Override
  public Optional<String> page() {
    return Optional.of("what programs can ask of the router, to read and to try");
  }

  @Override
  public int maxRequestBytes() {
    return LARGEST;
  }

  @Override
  public boolean mayBringMuch(Request request) {
    return tokens.isValid(request);
  }
}
