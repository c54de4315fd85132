namespace EdFi.BatchPerf.Cli.Host;

/// <summary>
/// Lets socket completions run where they arrive instead of on a second thread-pool hop: less CPU per batch. Harmless here because
/// this process does nothing else; the module never does it, since it would change every socket in an operator's session.
/// </summary>
internal static class SocketTuning
{
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Takes effect before the process's first socket only; an operator's own setting stays.</summary>
    public static void Apply()
    {
        if (Environment.GetEnvironmentVariable(InlineCompletions) is null)
        {
            Environment.SetEnvironmentVariable(InlineCompletions, "1");
        }
    }
}
