package org.threadless.backend.httptester.page;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.httptester.clear.ClearingQuery;
import org.threadless.backend.httptester.phone.PhoneHandler;
import org.threadless.backend.httptester.view.Bubble;
import org.threadless.backend.httptester.view.Clearing;
import org.threadless.backend.httptester.view.Page;
import org.threadless.backend.httptester.view.Phone;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.IdentityReader;
import org.threadless.router.conversation.Cleared;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.web.asset.Assets;
import org.threadless.web.page.Html;
import org.threadless.web.page.Templates;

/** Shows a phone: {@code GET <identity>/}. */
public final class PageHandler extends PhoneHandler {

  /** How many messages are shown, unless more are asked for. */
  public static final int SHOWN = 200;

  /** How many phones are listed. */
  public static final int PHONES = 100;

  private static final int MOST = 1000;

  private final Conversations conversations;
  private final LiveConversations live;
  private final InstantSource clock;
  private final Templates templates;
  private final Assets assets;

  public PageHandler(
      BackendName backend,
      IdentityReader identities,
      Conversations conversations,
      LiveConversations live,
      InstantSource clock,
      Templates templates,
      Assets assets) {
    super(backend, identities, "", HttpMethod.GET);
    this.conversations = conversations;
    this.live = live;
    this.clock = clock;
    this.templates = templates;
    this.assets = assets;
  }

  @Override
  protected void answer(
      Connection connection, Request request, Response response, Callback callback) {
    FormReader query = FormReader.of(request);
    Optional<String> last = query.optional("last");
    Optional<Clearing> clearing = query.optional("what").map(what -> ClearingQuery.read(query));
    int limit = last.filter(String.valueOf(MOST)::equals).isPresent() ? MOST : SHOWN;
    Page page =
        page(connection, limit, clearing, Request.getContextPath(request) + assets.folder());
    Html.send(response, callback, 200, templates.render("page", page));
  }

  private Page page(Connection connection, int limit, Optional<Clearing> clearing, String folder) {
    // Before anything is read: what changes meanwhile is then told to the page once more.
    long moment = clock.millis();
    Cleared cleared = live.cleared(connection.backend());
    List<StoredMessage> messages = conversations.conversation(connection, limit);
    List<Bubble> bubbles =
        messages.stream().filter(message -> !cleared.hides(message)).map(Bubble::of).toList();
    List<Phone> phones =
        live.latest(connection.backend(), PHONES).stream()
            .filter(message -> !cleared.hides(message))
            .map(Phone::of)
            .toList();
    boolean earlier = bubbles.size() == limit && limit < MOST;
    return new Page(
        connection.backend().value(),
        connection.identity().value(),
        folder,
        moment,
        cleared.version(),
        bubbles,
        earlier ? MOST : 0,
        clearing,
        phones);
  }
}
