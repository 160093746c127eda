package org.threadless.backend.httptester;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.httptester.view.Bubble;
import org.threadless.backend.httptester.view.Notice;
import org.threadless.http.Answers;
import org.threadless.http.FormReader;
import org.threadless.http.RequestException;
import org.threadless.router.Incoming;
import org.threadless.router.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.store.LiveConversations;
import org.threadless.router.store.StoreUnavailableException;

/**
 * Takes the messages that the page sends. Its script gets the message back with the replies, as
 * they are to be shown; a browser without scripts is led back to the page. All else is left to the
 * next handler, which answers {@code OK}.
 */
final class SendHandler extends Handler.Abstract {

  private static final String UNAVAILABLE = "the message could not be stored; send it again later";

  private final BackendName backend;
  private final Incoming incoming;
  private final LiveConversations live;
  private final Templates templates;
  private final Assets assets;

  SendHandler(
      BackendName backend,
      Incoming incoming,
      LiveConversations live,
      Templates templates,
      Assets assets) {
    this.backend = backend;
    this.incoming = incoming;
    this.live = live;
    this.templates = templates;
    this.assets = assets;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    boolean sends = HttpMethod.POST.is(request.getMethod()) && DoorHandler.isRoot(request);
    boolean script = Html.isFragmentAskedFor(request);
    if (!sends || !(script || isFromPage(request))) {
      return false;
    }
    try {
      ReceivedMessage message = read(request);
      Receipt receipt = incoming.incoming(message);
      if (script) {
        Html.send(response, callback, 200, bubbles(message.connection(), receipt));
      } else {
        String page = DoorHandler.page(request, message.connection().identity());
        Html.redirect(response, callback, 303, page);
      }
    } catch (RequestException e) {
      refuse(request, response, callback, e.status(), e.getMessage());
    } catch (StoreUnavailableException e) {
      refuse(request, response, callback, 503, UNAVAILABLE);
    }
    return true;
  }

  // Said in the URL: programs, too, ask for text/html, such as those with Java's HttpURLConnection.
  private static boolean isFromPage(Request request) {
    return "page".equals(Request.extractQueryParameters(request).getValue("from"));
  }

  private ReceivedMessage read(Request request) {
    FormReader form = FormReader.of(request);
    String from = form.required("identity");
    Identity identity = FormReader.checked("identity", () -> new Identity(from));
    // Browsers end the lines of a form with both (HTML, 4.10.21.4); a phone does not.
    String text = form.required("text").replace("\r\n", "\n");
    return FormReader.checked(
        "text", () -> ReceivedMessage.of(new Connection(backend, identity), text));
  }

  private String bubbles(Connection phone, Receipt receipt) {
    List<UUID> ids = new ArrayList<>(List.of(receipt.id()));
    receipt.sent().stream()
        .filter(reply -> reply.connection().equals(phone))
        .map(OutgoingMessage::id)
        .forEach(ids::add);
    StringBuilder html = new StringBuilder();
    live.messages(ids)
        .forEach(message -> html.append(templates.render("bubble", Bubble.of(message))));
    return html.toString();
  }

  private void refuse(
      Request request, Response response, Callback callback, int status, String sentence) {
    if (Html.isFragmentAskedFor(request)) {
      Answers.line(response, callback, status, sentence);
    } else {
      String context = Request.getContextPath(request);
      Notice notice = new Notice("Not sent", sentence, context + assets.folder(), context + "/");
      Html.send(response, callback, status, templates.render("notice", notice));
    }
  }
}
