package org.threadless.api.call;

import java.util.List;

/** The operations on things of one kind. */
public interface Operations {

  /** Returns all of them. */
  List<Operation> all();
}
