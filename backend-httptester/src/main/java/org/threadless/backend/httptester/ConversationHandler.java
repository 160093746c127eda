package org.threadless.backend.httptester;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.Answers;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.store.Conversations;
import org.threadless.router.store.StoreUnavailableException;
import org.threadless.router.store.StoredMessage;
import tools.jackson.databind.json.JsonMapper;

/** Shows a conversation as JSON, from the database: {@code GET <identity>/messages}. */
final class ConversationHandler extends Handler.Abstract {

  // What a person scrolls through; whoever needs all of it asks the database.
  private static final int LIMIT = 1000;

  private static final Pattern PATH = Pattern.compile("/([^/]+)/messages");

  private final BackendName backend;
  private final Conversations conversations;
  private final JsonMapper json = JsonMapper.builder().build();

  /** A message as the page shows it. */
  record Entry(
      UUID id,
      String direction,
      String text,
      String status,
      Instant time,
      Optional<String> reason) {

    static Entry of(StoredMessage message) {
      return new Entry(
          message.id(),
          message.direction().name().toLowerCase(Locale.ROOT),
          message.text(),
          message.status(),
          message.time(),
          message.reason());
    }
  }

  ConversationHandler(BackendName backend, Conversations conversations) {
    this.backend = backend;
    this.conversations = conversations;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String inContext = Request.getPathInContext(request);
    Matcher path = PATH.matcher(inContext == null ? "" : inContext);
    if (!path.matches()) {
      return false;
    }
    if (!HttpMethod.GET.is(request.getMethod())) {
      Answers.methodNotAllowed(response, callback, Set.of(HttpMethod.GET));
      return true;
    }
    try {
      show(identity(path.group(1)), response, callback);
    } catch (StoreUnavailableException e) {
      Answers.tryAgainLater(response, callback, "the messages cannot be read now");
    } catch (IllegalArgumentException e) {
      Answers.line(response, callback, 400, "identity: " + e.getMessage());
    }
    return true;
  }

  private static Identity identity(String encoded) {
    // Jetty leaves %2F and %25 encoded, so that an identity's slash is not one of the path. A plus
    // sign is itself in a path, as in +4179...; URLDecoder would make a blank of it.
    return new Identity(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  private void show(Identity identity, Response response, Callback callback) {
    List<Entry> entries =
        conversations.conversation(new Connection(backend, identity), LIMIT).stream()
            .map(Entry::of)
            .toList();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Content.Sink.write(response, true, json.writeValueAsString(entries), callback);
  }
}
