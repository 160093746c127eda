package org.threadless.web.signin;

import com.google.inject.AbstractModule;
import org.threadless.web.signin.visitor.SessionCookie;
import org.threadless.web.signin.visitor.Visitors;

/** Binds what a plugin needs whose pages are for those who are signed in. */
public final class SignInModule extends AbstractModule {

  @Override
  protected void configure() {
    bind(SessionCookie.class);
    bind(Visitors.class);
    bind(SignInPages.class);
  }
}
