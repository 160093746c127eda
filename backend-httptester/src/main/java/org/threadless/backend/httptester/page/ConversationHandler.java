package org.threadless.backend.httptester.page;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.httptester.phone.PhoneHandler;
import org.threadless.http.request.IdentityReader;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows a conversation as JSON, from the database: {@code GET <identity>/messages}. What has been
 * cleared from the page is in it.
 */
public final class ConversationHandler extends PhoneHandler {

  // What a person scrolls through; whoever needs all of it asks the database.
  private static final int LIMIT = 1000;

  private final Conversations conversations;
  private final JsonMapper json = JsonMapper.builder().build();

  /** A message as programs read it. */
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
          message.status().name(),
          message.time(),
          message.reason());
    }
  }

  public ConversationHandler(
      BackendName backend, IdentityReader identities, Conversations conversations) {
    super(backend, identities, "messages", HttpMethod.GET);
    this.conversations = conversations;
  }

  @Override
  protected void answer(
      Connection connection, Request request, Response response, Callback callback) {
    List<Entry> entries =
        conversations.conversation(connection, LIMIT).stream().map(Entry::of).toList();
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Content.Sink.write(response, true, json.writeValueAsString(entries), callback);
  }
}
