using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Metadata;
using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Documents.Fixtures;

/// <summary>Looks for prerequisites.</summary>
/// <param name="reader">The server.</param>
/// <param name="goOn">True where a look-up that fails leaves open whether the document is there; otherwise it is an error.</param>
internal sealed class PrerequisiteFinder(ReadBack reader, bool goOn)
{
    /// <summary>Looks for one document.</summary>
    public async Task<DocumentLookup> FindAsync(WantedDocument wanted, CancellationToken cancellationToken)
    {
        var found = await reader.FindAsync(wanted, cancellationToken).ConfigureAwait(false);
        return goOn ? found : found.ThrowIfFailed();
    }

    /// <summary>Lists all documents of a resource, as far as they can be read; none where that fails and is no error.</summary>
    public async Task<IReadOnlyList<DocumentImage>> ListAsync(string resource, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ListAsync(resource, cancellationToken).ConfigureAwait(false);
        }
        catch (BatchPerfException) when (goOn)
        {
            return [];
        }
    }

    /// <summary>Lists the types of descriptor that the server's metadata names; none where there is no connection to ask.</summary>
    public async Task<IEnumerable<string>> DescriptorTypesAsync(CancellationToken cancellationToken)
    {
        try
        {
            return reader.Client.Connection is { } connection
                ? await MetadataSource.DescriptorsAsync(connection, cancellationToken).ConfigureAwait(false)
                : [];
        }
        catch (BatchPerfException) when (goOn)
        {
            return [];
        }
    }
}
