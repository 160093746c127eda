package org.threadless.api;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.Multibinder;
import org.threadless.api.call.Operations;
import org.threadless.api.message.MessageOperations;

/** Lists the operations of the API. */
final class ApiModule extends AbstractModule {

  @Override
  protected void configure() {
    Multibinder<Operations> operations = Multibinder.newSetBinder(binder(), Operations.class);
    operations.addBinding().to(MessageOperations.class);
  }
}
