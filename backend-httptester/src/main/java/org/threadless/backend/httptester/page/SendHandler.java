package org.threadless.backend.httptester.page;

import gg.jte.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.httptester.phone.PhoneRedirectHandler;
import org.threadless.backend.httptester.view.Bubble;
import org.threadless.backend.httptester.view.Notice;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.IdentityReader;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.conversation.StoreUnavailableException;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.OverloadException;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.text.TakenText;
import org.threadless.web.asset.Assets;
import org.threadless.web.page.Html;
import org.threadless.web.page.Shell;
import org.threadless.web.page.Templates;

/**
 * Takes the messages that the page sends. Its script gets the message back with the replies, as
 * they are to be shown; a browser without scripts is led back to the page. All else is left to the
 * next handler, which answers {@code OK}.
 */
public final class SendHandler extends Handler.Abstract {

  private static final String BUSY = "too many messages are in progress; send it again";
  private static final String UNAVAILABLE = "the message could not be stored; send it again later";

  private final BackendName backend;
  private final IdentityReader identities;
  private final Incoming incoming;
  private final LiveConversations live;
  private final Templates templates;
  private final Assets assets;

  public SendHandler(
      BackendName backend,
      IdentityReader identities,
      Incoming incoming,
      LiveConversations live,
      Templates templates,
      Assets assets) {
    this.backend = backend;
    this.identities = identities;
    this.incoming = incoming;
    this.live = live;
    this.templates = templates;
    this.assets = assets;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    boolean sends = HttpMethod.POST.is(request.getMethod()) && PhoneRedirectHandler.isRoot(request);
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
        String page = PhoneRedirectHandler.page(request, message.connection().identity());
        Html.redirect(response, callback, 303, page);
      }
    } catch (RequestException e) {
      refuse(request, response, callback, e.status(), e.getMessage());
    } catch (OverloadException e) {
      refuse(request, response, callback, 503, BUSY);
    } catch (StoreUnavailableException e) {
      refuse(request, response, callback, 503, UNAVAILABLE);
    }
    return true;
  }

  // Said in the URL: programs, too, ask for text/html, such as those with Java's HttpURLConnection.
  private static boolean isFromPage(Request request) {
    FormReader query = FormReader.ofQuery(request, StandardCharsets.UTF_8);
    return query.optional("from").filter("page"::equals).isPresent();
  }

  private ReceivedMessage read(Request request) {
    FormReader form = FormReader.of(request);
    Identity identity = identities.of(form, "identity");
    return ReceivedMessage.of(new Connection(backend, identity), asOnAPhone(form.text("text")));
  }

  // Browsers end the lines of a form with both (HTML, 4.10.21.4); a phone does not.
  private static TakenText asOnAPhone(TakenText text) {
    return new TakenText(text.text().replace("\r\n", "\n"), text.mends(), text.raw());
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
    if (status == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, Answers.RETRY_AFTER.toSeconds());
    }
    if (Html.isFragmentAskedFor(request)) {
      Answers.line(response, callback, status, sentence);
    } else {
      String context = Request.getContextPath(request);
      Content body = templates.content("notice", new Notice("Not sent", sentence, context + "/"));
      Shell page = Shell.of("Not sent", context + assets.folder(), body);
      response.setStatus(status);
      Answers.because(response, sentence);
      Html.send(response, callback, status, page.html());
    }
  }
}
