namespace EdFi.BatchPerf.Files.Output;

/// <summary>
/// Readers of a file that is created on Unix: its owner, or as the umask allows. On Windows the folder decides, and a file that is replaced
/// keeps its mode.
/// </summary>
internal enum FileAudience
{
    /// <summary>Its owner only (mode 0600): journals, results and run files.</summary>
    Owner,

    /// <summary>Readable as the umask allows: reports, which are made to be shared.</summary>
    Umask,
}
