namespace EdFi.BatchPerf.Files.Output;

/// <summary>
/// Who may read a file that is made anew on Unix; on Windows the folder decides, and a file that is replaced keeps its mode.
/// </summary>
internal enum FileAudience
{
    /// <summary>Its owner only (mode 0600): journals, results and run files.</summary>
    Owner,

    /// <summary>Readable as the umask allows: reports, which are made to be shared.</summary>
    Umask,
}
