package org.threadless.backend.httptester.clear;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.httptester.phone.PhoneHandler;
import org.threadless.backend.httptester.phone.PhoneRedirectHandler;
import org.threadless.backend.httptester.view.Clearing;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.IdentityReader;
import org.threadless.router.conversation.Cleared;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.web.page.Html;
import org.threadless.web.page.Templates;

/** Hides messages from the page: {@code POST <identity>/clear} with {@code what}. */
public final class ClearHandler extends PhoneHandler {

  private final Conversations conversations;
  private final LiveConversations live;
  private final Templates templates;

  public ClearHandler(
      BackendName backend,
      IdentityReader identities,
      Conversations conversations,
      LiveConversations live,
      Templates templates) {
    super(backend, identities, "clear", HttpMethod.POST);
    this.conversations = conversations;
    this.live = live;
    this.templates = templates;
  }

  @Override
  protected void answer(Connection phone, Request request, Response response, Callback callback) {
    Optional<Clearing> clearing = clear(phone, ClearedPart.of(FormReader.of(request)));
    if (!Html.isFragmentAskedFor(request)) {
      String page = PhoneRedirectHandler.page(request, phone.identity());
      Html.redirect(response, callback, 303, page + clearing.map(ClearingQuery::of).orElse(""));
    } else if (clearing.isPresent()) {
      RestoreHandler.tellPage(response);
      Html.send(response, callback, 200, templates.render("clearing", clearing.get()));
    } else {
      response.setStatus(204);
      callback.succeeded();
    }
  }

  private Optional<Clearing> clear(Connection phone, ClearedPart part) {
    Cleared cleared = live.cleared(phone.backend());
    Optional<UUID> before = part.clearedUpTo(cleared, phone);
    Optional<UUID> last =
        last(phone, part).map(StoredMessage::id).filter(id -> !before.equals(Optional.of(id)));
    last.ifPresent(upTo -> part.clear(live, phone, upTo));
    return last.map(upTo -> new Clearing(part.word(), upTo, before));
  }

  private Optional<StoredMessage> last(Connection phone, ClearedPart part) {
    List<StoredMessage> last =
        switch (part) {
          case CONVERSATION -> conversations.conversation(phone, 1);
          case ALL -> live.latest(phone.backend(), 1);
        };
    return last.stream().findFirst();
  }
}
