using System.IO.Compression;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.DataModel;
using EdFi.BatchPerf.Documents.Generation;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Jobs.Hosting;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>A server's data model and its types of descriptors, from its discovery or from files.</summary>
/// <param name="Resources">The data model.</param>
/// <param name="Descriptors">The types of descriptors.</param>
internal sealed record ServerModel(ApiModel Resources, DescriptorTypes Descriptors)
{
    /// <summary>Reads both.</summary>
    /// <param name="host">Receives notes of documents that could not be read and are not required.</param>
    /// <param name="connection">The server; null where files are given.</param>
    /// <param name="request">Names the files.</param>
    /// <exception cref="BatchPerfException">MetadataUnreadable; OpenApiFileUnreadable.</exception>
    public static async Task<ServerModel> ReadAsync(IJobHost host, ApiConnection? connection, ScenarioRequest request)
    {
        var resources = request.OpenApiPath is { } path
            ? await FileAsync(path, host.Stop)
            : await ServerAsync(connection, MetadataSource.Section, host.Stop);
        var descriptors = request.DescriptorsPath is { } other ? await FileAsync(other, host.Stop)
            : request.OpenApiPath is null ? await ServerAsync(connection, MetadataSource.DescriptorSection, host.Stop)
            : MetadataDocument.Unreadable("no document of descriptors was given");
        if (resources.Problem is { } problem)
        {
            throw Unreadable(problem, null);
        }

        try
        {
            var model = ApiModel.Read(resources.Text, resources.Source);
            if (connection is not null)
            {
                MetadataSource.LearnProjects(connection, model.Identities);
                MetadataSource.LearnDescriptors(connection, descriptors.Text);
            }

            return new ServerModel(model, Types(host, descriptors));
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            throw Unreadable($"{resources.Source}: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    private static DescriptorTypes Types(IJobHost host, MetadataDocument descriptors)
    {
        var problem = descriptors.Problem;
        try
        {
            if (problem is null)
            {
                return DescriptorTypes.Read(descriptors.Text);
            }
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException)
        {
            problem = $"{descriptors.Source}: {exception.Message.TrimEnd('.')}";
        }

        host.Note($"The types of descriptors are inferred from the names of fields alone: {problem}.");
        return new DescriptorTypes([]);
    }

    private static Task<MetadataDocument> ServerAsync(ApiConnection? connection, string section, CancellationToken stop)
        => connection is null ? Task.FromResult(MetadataDocument.Unreadable("no server was named"))
            : MetadataSource.ReadAsync(connection, section, stop);

    private static async Task<MetadataDocument> FileAsync(string path, CancellationToken stop)
    {
        try
        {
            await using var file = File.OpenRead(path);
            await using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(file, CompressionMode.Decompress)
                : file;
            using var text = new MemoryStream();
            await CopyAsync(content, text, stop);
            return new MetadataDocument(text.ToArray(), path, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new BatchPerfException(
                "OpenApiFileUnreadable",
                ProblemKind.InvalidInput,
                $"The OpenAPI document {path} cannot be read: {exception.Message.TrimEnd('.')}.",
                "Name a file that holds the server's OpenAPI document of resources, as JSON or gzip.",
                exception);
        }
    }

    /// <summary>A gzip file may unfold to more than any document has.</summary>
    private static async Task CopyAsync(Stream content, MemoryStream text, CancellationToken stop)
    {
        var block = new byte[81_920];
        while (await content.ReadAsync(block, stop) is var read and > 0)
        {
            text.Write(block, 0, read);
            if (text.Length > OpenApiDocument.MaxBytes)
            {
                throw new InvalidDataException($"it has more than {OpenApiDocument.MaxBytes / 1024 / 1024} MB");
            }
        }
    }

    private static BatchPerfException Unreadable(string problem, Exception? cause) => new(
        "MetadataUnreadable",
        ProblemKind.InvalidInput,
        $"What the server's resources consist of cannot be read: {problem}.",
        $"Give the document by a file ({new OptionKey("OpenApiPath")}), or have the server's operator turn its metadata on.",
        cause);
}
