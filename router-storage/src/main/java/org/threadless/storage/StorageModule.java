package org.threadless.storage;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.OptionalBinder;
import org.apache.ibatis.session.SqlSession;
import org.threadless.router.app.Callbacks;
import org.threadless.router.conversation.Conversations;
import org.threadless.router.conversation.LiveConversations;
import org.threadless.router.engine.access.audit.Audit;
import org.threadless.router.engine.access.password.Passwords;
import org.threadless.router.engine.access.session.SignIn;
import org.threadless.router.engine.access.session.UserSessions;
import org.threadless.router.engine.access.token.Access;
import org.threadless.router.engine.access.token.Tokens;
import org.threadless.router.engine.access.user.Invitations;
import org.threadless.router.engine.access.user.Users;
import org.threadless.router.engine.backlog.Backlog;
import org.threadless.router.engine.backlog.WaitingSummary;
import org.threadless.router.engine.broadcast.BroadcastIntake;
import org.threadless.router.engine.broadcast.BroadcastStore;
import org.threadless.router.engine.callback.CallbackBacklog;
import org.threadless.router.engine.history.Messages;
import org.threadless.router.engine.language.Languages;
import org.threadless.router.engine.observing.Observers;
import org.threadless.router.engine.people.ManyContacts;
import org.threadless.router.engine.people.Persons;
import org.threadless.router.engine.statistics.Statistics;
import org.threadless.router.engine.store.AnsweredRequests;
import org.threadless.router.engine.store.DatabaseTrouble;
import org.threadless.router.engine.store.Deleted;
import org.threadless.router.engine.store.DialogStore;
import org.threadless.router.engine.store.Mappers;
import org.threadless.router.engine.store.MessageStore;
import org.threadless.router.engine.store.People;
import org.threadless.router.engine.store.PoolUse;
import org.threadless.router.message.Numbers;
import org.threadless.router.people.Contacts;
import org.threadless.router.people.Groups;

/** Binds what an open database offers, and what needs one: who is let in, and broadcasts. */
public final class StorageModule extends AbstractModule {

  private final Database database;

  /**
   * @param database stays the caller's to close
   */
  public StorageModule(Database database) {
    this.database = database;
  }

  @Override
  protected void configure() {
    bind(MessageStore.class).toInstance(database.messages());
    bind(Conversations.class).toInstance(database.messages());
    bind(Callbacks.class).toInstance(database.messages());
    bind(CallbackBacklog.class).toInstance(database.callbacks());
    bind(Mappers.class).toInstance(database.mappers());
    bind(Backlog.class).toInstance(database.backlog());
    bind(WaitingSummary.class).toInstance(database.backlog());
    bind(LiveConversations.class).toInstance(database.liveConversations());
    bind(Messages.class).toInstance(database.history());
    bind(Statistics.class).toInstance(database.statistics());
    bind(PoolUse.Source.class).toInstance(database::poolUses);
    bind(Deleted.Source.class).toInstance(database.deletions());
    bind(DialogStore.class).toInstance(database.dialogs());
    bind(AnsweredRequests.class).toInstance(database.answers());
    bind(BroadcastStore.class).toInstance(database.broadcasts());
    bind(BroadcastIntake.class);
    // What the engine asks is of messages, which are uniform already.
    bind(People.class).toInstance(database.people());
    bind(Groups.class).toInstance(database.people().groups());
    bind(ManyContacts.class).toInstance(database.people().many());
    bind(Persons.class).toInstance(database.persons());
    bind(Tokens.class).toInstance(database.access().tokens());
    bind(Access.class);
    bind(Users.class).toInstance(database.access().users());
    bind(UserSessions.class).toInstance(database.access().sessions());
    bind(Invitations.class).toInstance(database.access().invitations());
    bind(Audit.class).toInstance(database.access().audit());
    bind(Passwords.class);
    bind(SignIn.class);
    OptionalBinder.newOptionalBinder(binder(), Languages.class)
        .setBinding()
        .toInstance(database.people().contacts()::languagesOf);
    OptionalBinder.newOptionalBinder(binder(), Observers.class)
        .setBinding()
        .toInstance(database.observers());
    OptionalBinder.newOptionalBinder(binder(), DatabaseTrouble.class)
        .setBinding()
        .toInstance(database.trouble());
    bind(SqlSession.class).toInstance(database.session());
  }

  @Provides
  Contacts contacts(Numbers numbers) {
    return database.people().uniform(numbers).contacts();
  }
}
