/** What other programs are told by HTTP: which events there are, and what is still to be told. */
package org.threadless.router.engine.callback;
