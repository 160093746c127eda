package org.threadless.backend.httptester.page;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.httptester.phone.PhoneHandler;
import org.threadless.backend.httptester.view.ShownScript;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.IdentityReader;
import org.threadless.router.conversation.Cleared;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Numbers;
import org.threadless.router.script.Script;
import org.threadless.router.script.ScriptResult;
import org.threadless.router.script.ScriptRunner;
import org.threadless.router.script.ScriptSyntaxException;
import org.threadless.router.script.ScriptTarget;
import org.threadless.web.page.Html;
import org.threadless.web.page.Templates;

/**
 * Conversations as scripts: {@code POST <identity>/script} runs one against the router, {@code GET}
 * writes the one on the screen as one.
 */
public final class ScriptHandler extends PhoneHandler {

  private final Incoming incoming;
  private final Conversations conversations;
  private final Numbers numbers;
  private final LiveConversations live;
  private final Templates templates;

  public ScriptHandler(
      BackendName backend,
      IdentityReader identities,
      Incoming incoming,
      Conversations conversations,
      Numbers numbers,
      LiveConversations live,
      Templates templates) {
    super(backend, identities, "script", HttpMethod.GET, HttpMethod.POST);
    this.incoming = incoming;
    this.conversations = conversations;
    this.numbers = numbers;
    this.live = live;
    this.templates = templates;
  }

  @Override
  protected void answer(
      Connection connection, Request request, Response response, Callback callback) {
    if (!HttpMethod.POST.is(request.getMethod())) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=UTF-8");
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      Content.Sink.write(response, true, written(connection), callback);
    } else {
      String script = FormReader.of(request).required("script");
      ShownScript run = run(connection.backend(), script);
      Html.send(response, callback, 200, templates.render("script", run));
    }
  }

  private String written(Connection connection) {
    Cleared cleared = live.cleared(connection.backend());
    return WrittenScript.of(
        conversations.conversation(connection, PageHandler.SHOWN).stream()
            .filter(message -> !cleared.hides(message))
            .toList());
  }

  private ShownScript run(BackendName backend, String text) {
    try {
      Script script = Script.parse(text);
      ScriptTarget target = ScriptTarget.of(incoming, conversations, numbers);
      ScriptResult result = new ScriptRunner(target, backend).run(script);
      return ShownScript.of(result);
    } catch (ScriptSyntaxException e) {
      return ShownScript.unreadable(e);
    }
  }
}
