package org.threadless.console.call;

import java.util.List;

/** The routes of one page and of what is done on it. */
public interface PageRoutes {

  /** Returns all of them. */
  List<PageRoute> all();
}
