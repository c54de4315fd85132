namespace EdFi.BatchPerf.Files.Output;

/// <summary>
/// The files that one run, study or report writes, claimed before anything is sent and released when all of them are complete.
/// </summary>
internal sealed class OutputClaims : IDisposable
{
    private readonly Dictionary<string, FileClaim> _claims = new(StringComparer.Ordinal);

    /// <summary>Claims a file.</summary>
    /// <param name="path">The file; its folder has to exist.</param>
    /// <param name="inUseId">The error where another run writes it.</param>
    /// <param name="notWritableId">The error where it cannot be written.</param>
    /// <exception cref="BatchPerfException">Those of <see cref="FileClaim.Take"/>; <c>OutputNamedTwice</c>.</exception>
    public void Add(string path, string inUseId = FileClaim.InUseId, string notWritableId = FileClaim.NotWritableId)
    {
        var full = Path.GetFullPath(path);
        if (_claims.ContainsKey(full))
        {
            throw new BatchPerfException(
                "OutputNamedTwice",
                ProblemKind.InvalidInput,
                $"'{path}' was given for two outputs.",
                "Give each its own path.");
        }

        _claims.Add(full, FileClaim.Take(full, inUseId, notWritableId));
    }

    /// <summary>True for a file that was added.</summary>
    public bool Holds(string path) => _claims.ContainsKey(Path.GetFullPath(path));

    /// <summary>The claim of a single writer: none of its own where these hold the file already.</summary>
    /// <param name="claims">Claims of the host; null for none.</param>
    /// <param name="path">The file.</param>
    /// <param name="inUseId">The error where another run writes it.</param>
    /// <param name="notWritableId">The error where it cannot be written.</param>
    /// <exception cref="BatchPerfException">Those of <see cref="FileClaim.Take"/>.</exception>
    public static FileClaim? Own(
        OutputClaims? claims,
        string path,
        string inUseId = FileClaim.InUseId,
        string notWritableId = FileClaim.NotWritableId) =>
        claims?.Holds(path) == true ? null : FileClaim.Take(path, inUseId, notWritableId);

    /// <summary>Releases all of them.</summary>
    public void Dispose()
    {
        foreach (var claim in _claims.Values)
        {
            claim.Dispose();
        }

        _claims.Clear();
    }
}
