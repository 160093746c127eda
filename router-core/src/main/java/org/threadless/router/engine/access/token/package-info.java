/** Programs, and the tokens that let them in. */
package org.threadless.router.engine.access.token;
