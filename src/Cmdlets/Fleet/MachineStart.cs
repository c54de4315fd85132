using System.Management.Automation;
using System.Security;

namespace EdFi.BatchPerf.Cmdlets;

/// <summary>Parameters that a machine's command is started with.</summary>
/// <param name="Server">The server, without secrets.</param>
/// <param name="Credential">Key and secret; remoting encrypts it.</param>
/// <param name="Header">Headers of every request, a line each; null for none.</param>
/// <param name="Lease">Time for which the machine goes on without a message.</param>
internal sealed record MachineStart(string Server, PSCredential Credential, SecureString? Header, TimeSpan Lease);
