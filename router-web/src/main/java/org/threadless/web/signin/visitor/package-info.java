/** Who is signed in, and what their browsers show of it. */
package org.threadless.web.signin.visitor;
