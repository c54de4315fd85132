namespace EdFi.BatchPerf;

/// <summary>
/// Writes a run as one text, which PowerShell carries whole where it would carry an object's first properties only: Export-Csv,
/// ConvertTo-Json, Export-Clixml, jobs, remoting. A host that reads such texts back says how they are written.
/// </summary>
internal static class ArchiveText
{
    private static volatile Func<object, string?> _write = static _ => null;

    /// <summary>The text of a run or of a stored one; null where the host reads none.</summary>
    public static string? Of(object run) => _write(run);

    /// <summary>Sets how the process writes them.</summary>
    public static void UseInProcess(Func<object, string?> write) => _write = write;
}
