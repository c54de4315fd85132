namespace EdFi.BatchPerf;

/// <summary>
/// Spelling of option keys by the host that runs, as <see cref="System.Globalization.CultureInfo.CurrentCulture"/> is that of numbers: a
/// process has its host's spelling, an asynchronous flow may have its own. Without a host, keys stand for themselves.
/// </summary>
/// <remarks>Texts are spelled where they are made, so that no key reaches a screen, a file or an object.</remarks>
internal static class HostWords
{
    private static readonly AsyncLocal<Func<string, string?>?> Flow = new();
    private static volatile Func<string, string?> _process = static key => key;

    /// <summary>A key as the host spells it; null where the host does not offer it.</summary>
    public static string? Find(string key) => (Flow.Value ?? _process)(key);

    /// <summary>Sets the spelling of the process: for a host that has the process to itself.</summary>
    /// <param name="words">Returns the spelling of a key; null for one that the host does not offer.</param>
    public static void UseInProcess(Func<string, string?> words) => _process = words;

    /// <summary>Sets the spelling of the asynchronous flow that calls, and of all that it starts.</summary>
    /// <param name="words">Returns the spelling of a key; null for one that the host does not offer.</param>
    public static void UseInFlow(Func<string, string?> words) => Flow.Value = words;
}
