package org.threadless.backend.httptester;

import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.threadless.backend.httptester.clear.ClearHandler;
import org.threadless.backend.httptester.clear.RestoreHandler;
import org.threadless.backend.httptester.live.LiveHandler;
import org.threadless.backend.httptester.live.NewsFinder;
import org.threadless.backend.httptester.live.NewsWatcher;
import org.threadless.backend.httptester.live.PageUpdater;
import org.threadless.backend.httptester.page.ConversationHandler;
import org.threadless.backend.httptester.page.PageHandler;
import org.threadless.backend.httptester.page.ScriptHandler;
import org.threadless.backend.httptester.page.SendHandler;
import org.threadless.backend.httptester.page.WhyHandler;
import org.threadless.backend.httptester.phone.PhoneRedirectHandler;
import org.threadless.backend.httptester.phone.TrailingSlashHandler;
import org.threadless.http.HttpSettings;
import org.threadless.http.receive.FormHandler;
import org.threadless.http.receive.HttpBackend;
import org.threadless.http.receive.IncomingForm;
import org.threadless.http.request.IdentityReader;
import org.threadless.http.response.SecurityHeadersHandler;
import org.threadless.router.backend.SendResult;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.engine.access.user.Role;
import org.threadless.router.engine.routing.rehearsal.Rehearsal;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Numbers;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.web.asset.AssetHandler;
import org.threadless.web.asset.Assets;
import org.threadless.web.live.PageLimits;
import org.threadless.web.page.Templates;
import org.threadless.web.signin.VisitorsOnly;
import org.threadless.web.signin.visitor.Visitors;

/**
 * Takes messages from a page or from {@code curl}, and shows what was said. What it sends is
 * accepted at once: it is stored already, and there the page finds it.
 */
final class HttpTesterBackend implements HttpBackend {

  private final BackendName name;
  private final Incoming incoming;
  private final Conversations conversations;
  private final LiveConversations live;
  private final Rehearsal rehearsal;
  private final Numbers numbers;
  private final InstantSource clock;
  private final PageLimits limits;
  private final Visitors visitors;
  private final boolean asksToSignIn;
  private final Templates templates = new Templates(HttpTesterBackend.class);
  private final Assets assets = new Assets(HttpTesterBackend.class);

  @Inject
  HttpTesterBackend(
      BackendName name,
      Incoming incoming,
      Conversations conversations,
      LiveConversations live,
      Rehearsal rehearsal,
      Numbers numbers,
      InstantSource clock,
      PageLimits limits,
      Visitors visitors,
      HttpTesterSettings settings,
      HttpSettings http) {
    this.name = name;
    this.incoming = incoming;
    this.conversations = conversations;
    this.live = live;
    this.rehearsal = rehearsal;
    this.numbers = numbers;
    this.clock = clock;
    this.limits = limits;
    this.visitors = visitors;
    this.asksToSignIn = settings.asksToSignIn(http);
  }

  @Override
  public Handler handler() {
    IdentityReader identities = new IdentityReader(name, numbers);
    Handler phones =
        new Handler.Sequence(
            new PhoneRedirectHandler(identities),
            new PageHandler(name, identities, conversations, live, clock, templates, assets),
            new LiveHandler(name, identities, watcher(), limits, clock),
            new ConversationHandler(name, identities, conversations),
            new ScriptHandler(name, identities, incoming, conversations, numbers, live, templates),
            new ClearHandler(name, identities, conversations, live, templates),
            new RestoreHandler(name, identities, live),
            new WhyHandler(name, identities, live, rehearsal, templates, assets),
            new TrailingSlashHandler(),
            new SendHandler(name, identities, incoming, live, templates, assets),
            new FormHandler(
                incoming,
                name,
                IncomingForm.posted("identity", "text").withExternalId("external-id")));
    return new SecurityHeadersHandler(
        new Handler.Sequence(
            new AssetHandler(assets),
            asksToSignIn ? new VisitorsOnly(visitors, Role.OPERATOR, phones) : phones));
  }

  @Override
  public Optional<String> page() {
    return Optional.of("a phone in the browser");
  }

  @Override
  public SendResult send(OutgoingMessage message) {
    return SendResult.accepted();
  }

  private NewsWatcher watcher() {
    return new NewsWatcher(
        "httptester-" + name,
        () -> new NewsFinder(name, live, clock),
        new PageUpdater(name, conversations, live, templates),
        limits,
        clock);
  }
}
