package org.threadless.benchmarks.cost;

import java.util.List;
import org.threadless.router.engine.store.Planned;
import org.threadless.router.engine.store.Reported;
import org.threadless.router.engine.store.Routed;
import org.threadless.router.engine.store.UnitOfWork;

/** Stores nothing, so that what routing itself costs can be measured. */
final class UnstoredUnitOfWork implements UnitOfWork {

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public void mark() {}

  @Override
  public void undo() {}

  @Override
  public void commit(Routed routed) {}

  @Override
  public boolean commitQueued(Routed routed) {
    return true;
  }

  @Override
  public boolean commitClaimed(Routed routed) {
    return true;
  }

  @Override
  public void commit(List<Planned> outgoing) {}

  @Override
  public boolean commit(Reported reported) {
    return true;
  }

  @Override
  public void close() {}
}
