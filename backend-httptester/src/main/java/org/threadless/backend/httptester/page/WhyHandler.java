package org.threadless.backend.httptester.page;

import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.httptester.phone.PhoneHandler;
import org.threadless.backend.httptester.view.ShownWay;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.IdentityReader;
import org.threadless.http.request.RequestException;
import org.threadless.router.conversation.Direction;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.conversation.StoredMessage;
import org.threadless.router.engine.routing.rehearsal.Rehearsal;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.web.asset.Assets;
import org.threadless.web.page.Html;
import org.threadless.web.page.Shell;
import org.threadless.web.page.Templates;

/**
 * Tells which app answers a message, and why: {@code POST <identity>/why} with {@code message}, the
 * id of one that came in, walks its text through the apps as they are now, and leaves nothing
 * behind. A POST: what an app does elsewhere, it does.
 */
public final class WhyHandler extends PhoneHandler {

  private final LiveConversations live;
  private final Rehearsal rehearsal;
  private final Templates templates;
  private final Assets assets;

  public WhyHandler(
      BackendName backend,
      IdentityReader identities,
      LiveConversations live,
      Rehearsal rehearsal,
      Templates templates,
      Assets assets) {
    super(backend, identities, "why", HttpMethod.POST);
    this.live = live;
    this.rehearsal = rehearsal;
    this.templates = templates;
    this.assets = assets;
  }

  @Override
  protected void answer(Connection phone, Request request, Response response, Callback callback) {
    UUID id = messageId("message", FormReader.of(request).required("message"));
    StoredMessage message =
        live.messages(List.of(id)).stream()
            .filter(found -> found.direction() == Direction.IN)
            .filter(found -> found.connection().equals(phone))
            .findFirst()
            .orElseThrow(() -> new RequestException(404, "no such message came from this phone"));
    ShownWay way =
        ShownWay.of(message.text(), phone, rehearsal.of(ReceivedMessage.of(phone, message.text())));
    if (Html.isFragmentAskedFor(request)) {
      Html.send(response, callback, 200, templates.render("way", way));
    } else {
      String folder = Request.getContextPath(request) + assets.folder();
      Shell page = Shell.of("Why", folder, templates.content("waypage", way));
      Html.send(response, callback, 200, page.html());
    }
  }
}
