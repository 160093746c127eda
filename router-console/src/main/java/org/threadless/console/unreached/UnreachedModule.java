package org.threadless.console.unreached;

import com.google.inject.AbstractModule;

/** Binds what the pages of whom nothing goes to need. */
public final class UnreachedModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(StoppedPeople.class);
    bind(NumberlessPeople.class);
  }
}
