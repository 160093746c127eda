package org.threadless.backend.httptester;

import java.util.List;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.http.FormReader;
import org.threadless.http.IdentityReader;
import org.threadless.http.RequestException;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.web.page.Html;

/** Hides messages from the page: {@code POST <identity>/clear} with {@code what}. */
final class ClearHandler extends PhoneHandler {

  private final Conversations conversations;
  private final LiveConversations live;

  ClearHandler(
      BackendName backend,
      IdentityReader identities,
      Conversations conversations,
      LiveConversations live) {
    super(backend, identities, "clear", HttpMethod.POST);
    this.conversations = conversations;
    this.live = live;
  }

  @Override
  void answer(Connection connection, Request request, Response response, Callback callback) {
    String what = FormReader.of(request).required("what");
    switch (what) {
      case "conversation" ->
          last(
              conversations.conversation(connection, 1), last -> live.clear(connection, last.id()));
      case "all" ->
          last(
              live.latest(connection.backend(), 1),
              last -> live.clear(connection.backend(), last.id()));
      default -> throw RequestException.badField("what", "must be conversation or all");
    }
    if (Html.isFragmentAskedFor(request)) {
      response.setStatus(204);
      // The page's own script listens for it.
      response.getHeaders().put("HX-Trigger", "cleared");
      callback.succeeded();
    } else {
      String page = PhoneRedirectHandler.page(request, connection.identity());
      Html.redirect(response, callback, 303, page);
    }
  }

  private static void last(List<StoredMessage> messages, Consumer<StoredMessage> action) {
    messages.stream().findFirst().ifPresent(action);
  }
}
