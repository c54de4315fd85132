using System.Text.Json;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Reads the JSON of template files and their kind.</summary>
internal sealed class TemplateReader(TemplateProblems problems, TemplateBudget budget)
{
    /// <summary>The files behind paths: each file, or all <c>*.json</c> of a folder, by name.</summary>
    /// <exception cref="BatchPerfException">ScenarioTemplateNotFound.</exception>
    public static string[] Files(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        string[] files = Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal)] : [];
        return files.Length > 0 ? files : throw new BatchPerfException(
            "ScenarioTemplateNotFound",
            ProblemKind.FileMissing,
            Directory.Exists(path) ? $"The folder '{path}' holds no *.json." : $"There is no template or folder '{path}'.",
            "Give the path of a template, or of a folder of templates; docs/templates.md describes the format.");
    }

    /// <returns>Null where something is wrong.</returns>
    /// <exception cref="BatchPerfException">ScenarioTemplateNotFound: it cannot be read.</exception>
    public TemplateSource? Read(string path)
    {
        try
        {
            var root = LocatedReader.Read(Bytes(path), budget);
            var form = new TemplateForm(new TemplateScope(path, problems, new FixtureTable()));
            return form.IsObject(root, "a template") && form.Kind(root) is { } kind ? new TemplateSource(path, kind, root) : null;
        }
        catch (TemplateLimitException exception)
        {
            problems.Add(path, exception.Line, exception.Message);
        }
        catch (JsonException exception)
        {
            problems.Add(path, (int)(exception.LineNumber ?? 0) + 1, $"this is not JSON: {Sentence(exception.Message)}");
        }
        catch (InvalidOperationException exception)
        {
            problems.Add(path, 1, $"the text is not valid UTF-8: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchPerfException(
                "ScenarioTemplateNotFound",
                ProblemKind.FileMissing,
                $"The template '{path}' cannot be read: {exception.Message}",
                "Check the path and its permissions.",
                exception);
        }

        return null;
    }

    /// <summary>Reads one byte more than may be there, so that a device or a growing file is no endless one.</summary>
    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var bytes = new byte[TemplateBudget.MostBytes + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= TemplateBudget.MostBytes
            ? bytes[..length]
            : throw new TemplateLimitException(1, $"the file has more than {TemplateBudget.MostBytes / 1024} KB");
    }

    // The message repeats the place, counted from 0, after the first sentence.
    private static string Sentence(string message)
    {
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }
}
