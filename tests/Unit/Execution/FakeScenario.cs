using System.Buffers;
using System.Globalization;
using System.Text;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Scenarios;
using EdFi.BatchPerf.Unit.Batches;

namespace EdFi.BatchPerf.Unit.Execution;

/// <summary>Triples of students with the fewest fields that a server takes.</summary>
internal sealed class FakeScenario(int triples = 1, string name = "students") : IScenario
{
    public string Name => "Fake";

    public string RequestName => string.Create(CultureInfo.InvariantCulture, $"{name}-batch-{triples}");

    public string Resource => "students";

    public int TripleCount => triples;

    public IReadOnlyCollection<NumberedDocument> Numbered { get; init; } = [];

    public BatchShape Shape { get; } = Shapes.Of(triples);

    /// <summary>Called before a batch is written.</summary>
    public Action<BatchKey> Writing { get; init; } = static _ => { };

    public BatchShape TripleShape(int triple) => Shapes.Of(1);

    public void WriteDocument(IBufferWriter<byte> body, in BatchKey key, int triple, int operation)
    {
        if (operation < 2)
        {
            body.Write(Encoding.UTF8.GetBytes(Document(key.Format(triple))));
        }
    }

    public void WriteNaturalKey(IBufferWriter<byte> body, in BatchKey key, int triple, int operation) =>
        body.Write(Encoding.UTF8.GetBytes($$"""{"studentUniqueId":"{{key.Format(triple)}}"}"""));

    public void Write(IBufferWriter<byte> body, in BatchKey key, bool poisoned)
    {
        Writing(key);
        var text = new StringBuilder("[");
        for (var i = 0; i < triples; i++)
        {
            var id = key.Format(i);
            var document = Document(id);
            var naturalKey = $$"""{"studentUniqueId":"{{id}}{{(poisoned ? "x" : "")}}"}""";
            var updated = document.Replace(id, poisoned ? id + "x" : id, StringComparison.Ordinal);
            text.Append(i == 0 ? "" : ",")
                .Append(CultureInfo.InvariantCulture, $$"""{"op":"create","resource":"students","document":{{document}}},""")
                .Append(CultureInfo.InvariantCulture, $$"""{"op":"update","resource":"students","naturalKey":{{naturalKey}},"document":{{updated}}},""")
                .Append(CultureInfo.InvariantCulture, $$"""{"op":"delete","resource":"students","naturalKey":{"studentUniqueId":"{{id}}"} }""");
        }

        body.Write(Encoding.UTF8.GetBytes(text.Append(']').ToString()));
    }

    private static string Document(string id) => $$"""{"studentUniqueId":"{{id}}","birthDate":"2010-05-06","firstName":"Ada","lastSurname":"Lovelace"}""";
}
