package org.threadless.api;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.multibindings.Multibinder;
import jakarta.inject.Singleton;
import org.threadless.api.backend.BackendOperations;
import org.threadless.api.broadcast.BroadcastOperations;
import org.threadless.api.call.ApiHandler;
import org.threadless.api.call.Operations;
import org.threadless.api.call.ShownTokens;
import org.threadless.api.message.MessageOperations;
import org.threadless.api.message.Once;
import org.threadless.api.people.ContactOperations;
import org.threadless.api.people.GroupOperations;
import org.threadless.api.people.TableOperations;
import org.threadless.api.trial.TrialOperations;
import org.threadless.http.caller.Callers;
import org.threadless.router.engine.broadcast.Audience;
import org.threadless.router.engine.store.DoneOnce;

/** Lists the operations of the API. */
final class ApiModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(ShownTokens.class);
    bind(ApiHandler.class);
    bind(DescriptionHandler.class);
    bind(DoneOnce.class);
    bind(Once.class);
    bind(Audience.class);
    Multibinder<Operations> operations = Multibinder.newSetBinder(binder(), Operations.class);
    operations.addBinding().to(MessageOperations.class);
    operations.addBinding().to(BackendOperations.class);
    operations.addBinding().to(ContactOperations.class);
    operations.addBinding().to(GroupOperations.class);
    operations.addBinding().to(TableOperations.class);
    operations.addBinding().to(TrialOperations.class);
    operations.addBinding().to(BroadcastOperations.class);
  }

  @Provides
  @Singleton
  static Callers callers(ApiSettings settings) {
    return settings.callers();
  }
}
