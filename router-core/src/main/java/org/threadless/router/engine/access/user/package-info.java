/** People: who may sign in, what their role lets them do, and the links they are invited by. */
package org.threadless.router.engine.access.user;
