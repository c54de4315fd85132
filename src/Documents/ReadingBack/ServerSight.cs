using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Documents.Metadata;

namespace EdFi.BatchPerf.Documents.ReadingBack;

/// <summary>Describes which queries and reads by id worked on the server.</summary>
internal static class ServerSight
{
    /// <summary>In words, one for each resource: <c>sections: queries by 'sectionIdentifier' work, reads by id work</c>.</summary>
    /// <param name="client">The server; observations over its connection count.</param>
    public static IReadOnlyList<string> Describe(IResourceClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        return new ReadBack(client, ServerIdentities.BuiltIn).Describe();
    }
}
