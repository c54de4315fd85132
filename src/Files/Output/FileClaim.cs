namespace EdFi.BatchPerf.Files.Output;

/// <summary>
/// The right to write a file, held by one writer on this system until it is disposed or its process dies, however it dies. It is a lock on
/// an empty file beside it (<c>results.csv.lock</c>), because elsewhere than on Windows a lock on the file itself would keep readers out.
/// </summary>
/// <remarks>
/// Windows keeps others out by the share mode; elsewhere .NET takes <c>flock(LOCK_EX)</c> for FileShare.None, which the kernel releases
/// with the process. A lock file that a killed process left is free, and serves the next one. Opened like this (OpenOrCreate, None,
/// DeleteOnClose) .NET also makes sure that the file which it has locked is still the one of that name.
/// </remarks>
internal sealed class FileClaim : IDisposable
{
    /// <summary>The error of a file that another run writes.</summary>
    public const string InUseId = "OutputInUse";

    /// <summary>The error of a file that cannot be written.</summary>
    public const string NotWritableId = "OutputNotWritable";

    private const string Extension = ".lock";
    private readonly FileStream _lock;

    private FileClaim(FileStream file) => _lock = file;

    /// <summary>Claims a file, whether or not it is there; its folder has to exist.</summary>
    /// <param name="path">The file.</param>
    /// <param name="inUseId">The error where another holds the claim.</param>
    /// <param name="notWritableId">The error where nothing can be written beside the file.</param>
    /// <exception cref="BatchPerfException">Another run writes the file; it is a link; nothing can be written beside it.</exception>
    public static FileClaim Take(string path, string inUseId = InUseId, string notWritableId = NotWritableId)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = Path.GetFullPath(path) + Extension;
        try
        {
            OutputTarget.Check(name);
            if (new FileInfo(path).LinkTarget is not null)
            {
                OutputTarget.Check(Path.GetFullPath(path));
            }

            if (new FileInfo(name) is { Exists: true, Length: > 0 })
            {
                throw new BatchPerfException(
                    notWritableId,
                    ProblemKind.File,
                    $"'{path}' cannot be locked: '{name}' exists and is not an empty lock file.",
                    "Move that file away, or give another path.");
            }
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            throw OutputFile.NotWritable(path, notWritableId, exception);
        }

        try
        {
            GrowingFile.Probe(name); // a pipe would be waited for, by opening it as a lock is
            return new FileClaim(
                new FileStream(name, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose));
        }
        catch (Exception exception) when (IsOfFiles(exception))
        {
            throw exception is not (DirectoryNotFoundException or NotSupportedException)
                && new FileInfo(name) is { Exists: true, LinkTarget: null }
                ? InUse(path, name, inUseId, exception)
                : OutputFile.NotWritable(path, notWritableId, OfPath(exception, path));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    /// <summary>Names what the operator gave, not the lock beside it.</summary>
    private static Exception OfPath(Exception exception, string path) =>
        exception is DirectoryNotFoundException
            && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder
            && !System.IO.Directory.Exists(folder)
            ? new DirectoryNotFoundException($"there is no folder '{folder}'.", exception)
            : exception;

    private static bool IsOfFiles(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    private static BatchPerfException InUse(string path, string name, string id, Exception cause) => new(
        id,
        ProblemKind.File,
        $"Another run writes to '{path}'.",
        cause is UnauthorizedAccessException
            ? $"Give another path{Directory()}. Where no run lasts, one of another user was killed and left '{name}': delete it."
            : $"Wait for the end of that run, or give another path{Directory()}.",
        cause);

    private static string Directory() => new OptionKey("Output").IfOffered(static option => $" or another {option}");
}
