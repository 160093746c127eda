package org.threadless.backend.httptester.phone;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.httptester.view.Segment;
import org.threadless.http.request.IdentityReader;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.text.PercentCoding;
import org.threadless.router.text.TakenText;

/** Answers at one place below a phone's page: {@code <identity>/<place>}. */
public abstract class PhoneHandler extends Handler.Abstract {

  private static final Pattern PATH = Pattern.compile("/([^/]+)/([^/]*)");

  private final BackendName backend;
  private final IdentityReader identities;
  private final String place;
  private final Set<HttpMethod> methods;

  /**
   * @param backend whose phones they are
   * @param identities reads them from the path
   * @param place the part of the path after the identity; empty for the page itself
   * @param methods what can be done there
   */
  public PhoneHandler(
      BackendName backend, IdentityReader identities, String place, HttpMethod... methods) {
    this.backend = backend;
    this.identities = identities;
    this.place = place;
    this.methods = Set.of(methods);
  }

  /**
   * Answers a request, and completes the callback.
   *
   * @throws RequestException where it is none that can be taken
   * @throws StoreUnavailableException where the database cannot be used now
   */
  protected abstract void answer(
      Connection connection, Request request, Response response, Callback callback);

  @Override
  public final boolean handle(Request request, Response response, Callback callback) {
    String inContext = Request.getPathInContext(request);
    Matcher path = PATH.matcher(inContext == null ? "" : inContext);
    if (!path.matches() || !path.group(2).equals(place)) {
      return false;
    }
    if (!Answers.isTaken(request, methods)) {
      Answers.methodNotAllowed(response, callback, methods);
      return true;
    }
    try {
      answer(connection(path.group(1)), request, response, callback);
    } catch (RequestException e) {
      Answers.line(response, callback, e.status(), e.getMessage());
    } catch (OverloadException e) {
      Answers.tryAgainLater(response, callback, "too many messages are in progress; try it again");
    } catch (StoreUnavailableException e) {
      Answers.tryAgainLater(response, callback, "the messages cannot be read now");
    }
    return true;
  }

  /**
   * Returns the id of a message that a field gives.
   *
   * @throws RequestException where it is none
   */
  public static UUID messageId(String field, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw RequestException.badField(field, "must be the id of a message");
    }
  }

  private Connection connection(String encoded) {
    // Jetty leaves %2F and %25 encoded, so that an identity's slash is not one of the path. A plus
    // sign is itself in a path, as in +4179...; a form's decoder would make a blank of it.
    byte[] identity = PercentCoding.decode(encoded.replace("+", "%2B"));
    TakenText taken = TakenText.of(Segment.named(identity), StandardCharsets.UTF_8);
    return new Connection(backend, identities.of("identity", taken));
  }
}
