using System.Diagnostics;
using System.Management.Automation;
using System.Security;

namespace EdFi.BatchPerf;

/// <summary>A DMS simulator that was started here: a process on loopback.</summary>
public sealed class BatchSimulator
{
    private readonly Process _process;

    internal BatchSimulator(Process process, Uri baseUrl, string key, string secret)
    {
        _process = process;
        ProcessId = process.Id;
        BaseUrl = baseUrl;
        var text = new SecureString();
        foreach (var c in secret)
        {
            text.AppendChar(c);
        }

        text.MakeReadOnly();
        Credential = new PSCredential(key, text);
    }

    /// <summary>Base URL of the simulator.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The key and secret that it accepts.</summary>
    public PSCredential Credential { get; }

    /// <summary>Its process.</summary>
    public int ProcessId { get; }

    /// <summary>True while it runs.</summary>
    public bool Running => !_process.HasExited;

    internal Process Process => _process;

    /// <inheritdoc/>
    public override string ToString() => BaseUrl.ToString();
}
