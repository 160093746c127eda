package org.threadless.api;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import org.threadless.api.broadcast.Audience;
import org.threadless.api.broadcast.BroadcastOperations;
import org.threadless.api.call.ApiHandler;
import org.threadless.api.call.Operations;
import org.threadless.api.message.MessageOperations;
import org.threadless.api.message.Once;

/** Lists the operations of the API. */
final class ApiModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(ApiHandler.class);
    bind(DescriptionHandler.class);
    bind(Once.class);
    bind(Audience.class);
    Multibinder<Operations> operations = Multibinder.newSetBinder(binder(), Operations.class);
    operations.addBinding().to(MessageOperations.class);
    operations.addBinding().to(BroadcastOperations.class);
  }
}
