package org.threadless.console;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.Multibinder;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.threadless.console.access.AccessRoutes;
import org.threadless.console.access.AuditRoutes;
import org.threadless.console.app.AppRoutes;
import org.threadless.console.backend.BackendRoutes;
import org.threadless.console.broadcast.BroadcastRoutes;
import org.threadless.console.broadcast.ComposeRoutes;
import org.threadless.console.broadcast.SegmentCost;
import org.threadless.console.call.ConsoleHandler;
import org.threadless.console.call.ConsolePages;
import org.threadless.console.call.Downloads;
import org.threadless.console.call.PageRoutes;
import org.threadless.console.conversation.ConversationRoutes;
import org.threadless.console.conversation.PersonRoutes;
import org.threadless.console.conversation.StopState;
import org.threadless.console.message.HandWritten;
import org.threadless.console.message.find.BulkRoutes;
import org.threadless.console.message.find.MessageRoutes;
import org.threadless.console.message.story.Deeds;
import org.threadless.console.message.story.StoryRoutes;
import org.threadless.console.people.GroupRoutes;
import org.threadless.console.people.Imports;
import org.threadless.console.people.PeopleRoutes;
import org.threadless.console.people.TableRoutes;
import org.threadless.console.today.TodayRoutes;
import org.threadless.console.unreached.UnreachedModule;
import org.threadless.console.unreached.UnreachedRoutes;
import org.threadless.router.engine.broadcast.Audience;
import org.threadless.router.engine.store.DoneOnce;
import org.threadless.web.asset.Assets;
import org.threadless.web.page.Templates;
import org.threadless.web.signin.SignInModule;

/** Lists the pages of the console. */
final class ConsoleModule extends AbstractModule {

  @Override
  protected void configure() {
    install(new SignInModule());
    bind(ConsoleHandler.class);
    bind(ConsolePages.class);
    bind(Downloads.class);
    bind(Audience.class);
    bind(DoneOnce.class);
    bind(Deeds.class);
    bind(HandWritten.class);
    bind(StopState.class);
    bind(Imports.class);
    install(new UnreachedModule());
    Multibinder<PageRoutes> routes = Multibinder.newSetBinder(binder(), PageRoutes.class);
    routes.addBinding().to(TodayRoutes.class);
    routes.addBinding().to(BackendRoutes.class);
    routes.addBinding().to(AppRoutes.class);
    routes.addBinding().to(MessageRoutes.class);
    routes.addBinding().to(BulkRoutes.class);
    routes.addBinding().to(StoryRoutes.class);
    routes.addBinding().to(ConversationRoutes.class);
    routes.addBinding().to(PersonRoutes.class);
    routes.addBinding().to(BroadcastRoutes.class);
    routes.addBinding().to(ComposeRoutes.class);
    routes.addBinding().to(PeopleRoutes.class);
    routes.addBinding().to(TableRoutes.class);
    routes.addBinding().to(UnreachedRoutes.class);
    routes.addBinding().to(GroupRoutes.class);
    routes.addBinding().to(AccessRoutes.class);
    routes.addBinding().to(AuditRoutes.class);
  }

  @Provides
  Optional<SegmentCost> segmentCost(ConsoleSettings settings) {
    return settings.segmentCost();
  }

  @Provides
  @Singleton
  Templates templates() {
    return new Templates(ConsolePlugin.class);
  }

  @Provides
  @Singleton
  Assets assets() {
    return new Assets(ConsolePlugin.class);
  }
}
