package org.threadless.console;

import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.threadless.console.call.ConsoleHandler;
import org.threadless.http.endpoint.Endpoint;
import org.threadless.http.response.SecurityHeadersHandler;
import org.threadless.web.asset.AssetHandler;
import org.threadless.web.asset.Assets;
import org.threadless.web.signin.SignInPages;
import org.threadless.web.signin.VisitorsOnly;
import org.threadless.web.signin.visitor.Visitors;

/** Serves the console's pages and files. */
final class ConsoleEndpoint implements Endpoint {

  // A table of 100,000 people.
  private static final int LARGEST = 8 * 1024 * 1024;

  private final ConsoleSettings settings;
  private final Assets assets;
  private final SignInPages signIn;
  private final Visitors visitors;
  private final ConsoleHandler pages;

  @Inject
  ConsoleEndpoint(
      ConsoleSettings settings,
      Assets assets,
      SignInPages signIn,
      Visitors visitors,
      ConsoleHandler pages) {
    this.settings = settings;
    this.assets = assets;
    this.signIn = signIn;
    this.visitors = visitors;
    this.pages = pages;
  }

  @Override
  public Handler handler() {
    return new SecurityHeadersHandler(
        new Handler.Sequence(
            signIn.handler(settings.oidc()),
            new AssetHandler(assets),
            new VisitorsOnly(visitors, pages)));
  }

  @Override
  public Optional<String> page() {
    return Optional.of("what happened, who is there, and how it goes");
  }

  @Override
  public int maxRequestBytes() {
    return LARGEST;
  }

  @Override
  public boolean mayBringMuch(Request request) {
    return !signIn.isAt(request) && visitors.isKnown(request);
  }
}
