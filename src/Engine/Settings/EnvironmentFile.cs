using System.Globalization;
using System.Text;

namespace EdFi.BatchPerf.Settings;

/// <summary>
/// A <c>.env</c> file, read strictly: <c>NAME=value</c>, <c>export NAME=value</c>, blank lines and <c>#</c> comments; values bare (a
/// <c>#</c> after a space begins a comment), in single quotes or in double quotes (with <c>\n \r \t \" \\</c>); <c>${NAME}</c> and
/// <c>${NAME:-default}</c> as python-dotenv reads them. The last of several equal names counts.
/// </summary>
public sealed class EnvironmentFile
{
    private readonly Dictionary<string, SettingValue> _values = new(StringComparer.Ordinal);

    private EnvironmentFile(string path)
    {
        Path = path;
    }

    /// <summary>The file, as it was named.</summary>
    public string Path { get; }

    /// <summary>Names that the file sets.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="environment">The process's variables, which beat the file's where a value refers to another.</param>
    /// <exception cref="BatchPerfException"><c>EnvironmentFileNotReadable</c>; <c>EnvironmentFileInvalid</c>, which names file and line but
    /// never a value.</exception>
    public static EnvironmentFile Read(string path, Func<string, string?> environment)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllText(path, Encoding.UTF8), path, environment);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchPerfException(
                "EnvironmentFileNotReadable",
                ProblemKind.InvalidInput,
                $"The environment file '{path}' cannot be read: {exception.Message}",
                "Check the path and that you may read the file.",
                exception);
        }
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">The file's name, for messages.</param>
    /// <param name="environment">The process's variables, which beat the file's where a value refers to another.</param>
    /// <exception cref="BatchPerfException"><c>EnvironmentFileInvalid</c>, which names file and line but never a value.</exception>
    public static EnvironmentFile Parse(string text, string path, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(environment);
        var file = new EnvironmentFile(path);
        using var lines = new StringReader(text);
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            var entry = EnvironmentLine.Parse(line, out var problem);
            if (problem is not null)
            {
                throw Invalid(path, number, problem);
            }

            if (entry is { } found)
            {
                var value = VariableReference.Expand(found.Value, name => environment(name) ?? file.Find(name)?.Text);
                file._values[found.Name] =
                    new SettingValue(value, string.Create(CultureInfo.InvariantCulture, $"{found.Name} in {path}, line {number}"));
            }
        }

        return file;
    }

    /// <summary>The value of a name; null where the file does not set it.</summary>
    public SettingValue? Find(string name) => _values.GetValueOrDefault(name);

    private static BatchPerfException Invalid(string path, int line, string problem) => new(
        "EnvironmentFileInvalid",
        ProblemKind.InvalidInput,
        string.Create(CultureInfo.InvariantCulture, $"The environment file '{path}' is malformed in line {line}: {problem}."),
        "Write one NAME=value a line; put values with spaces before a #, or with quotes, into quotes.");
}
