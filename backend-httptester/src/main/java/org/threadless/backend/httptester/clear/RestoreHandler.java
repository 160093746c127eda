package org.threadless.backend.httptester.clear;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.httptester.phone.PhoneHandler;
import org.threadless.backend.httptester.phone.PhoneRedirectHandler;
import org.threadless.backend.httptester.view.Clearing;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.IdentityReader;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.web.page.Html;

/** Shows again what was cleared: {@code POST <identity>/restore} with what {@code clear} said. */
public final class RestoreHandler extends PhoneHandler {

  private final LiveConversations live;

  public RestoreHandler(BackendName backend, IdentityReader identities, LiveConversations live) {
    super(backend, identities, "restore", HttpMethod.POST);
    this.live = live;
  }

  @Override
  protected void answer(Connection phone, Request request, Response response, Callback callback) {
    FormReader form = FormReader.of(request);
    Clearing clearing = ClearingQuery.read(form);
    boolean restored =
        ClearedPart.of(form).restore(live, phone, clearing.upTo(), clearing.before());
    if (Html.isFragmentAskedFor(request)) {
      tellPage(response);
      Html.send(
          response,
          callback,
          200,
          restored ? "It is shown again." : "It was cleared again since, and stays hidden.");
    } else {
      String page = PhoneRedirectHandler.page(request, phone.identity());
      Html.redirect(response, callback, 303, page);
    }
  }

  /** Lets the page that has asked show what is hidden now; its own script listens for it. */
  static void tellPage(Response response) {
    response.getHeaders().put("HX-Trigger", "cleared");
  }
}
