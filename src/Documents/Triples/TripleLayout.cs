using EdFi.BatchPerf.Batches;

namespace EdFi.BatchPerf.Documents.Triples;

/// <summary>The operations of a triple in order: parents created, create, update, delete, parents deleted in reverse.</summary>
internal sealed class TripleLayout
{
    private readonly List<(OperationKind Op, int Document)> _steps = [];
    private readonly IReadOnlyList<DocumentPlan> _plans;

    public TripleLayout(ITripleRecipe recipe)
    {
        _plans = [.. recipe.Before, recipe.Main];
        var main = recipe.Before.Count;
        for (var i = 0; i <= main; i++)
        {
            _steps.Add((OperationKind.Create, i));
        }

        UpdateIndex = _steps.Count;
        _steps.Add((OperationKind.Update, main));
        for (var i = main; i >= 0; i--)
        {
            _steps.Add((OperationKind.Delete, i));
        }

        Operations = [.. _steps.Select(s => (s.Op, _plans[s.Document].Resource))];
        Shape = new BatchShape(Operations);
    }

    public IReadOnlyList<(OperationKind Op, string Resource)> Operations { get; }

    public BatchShape Shape { get; }

    /// <summary>Position of the one update.</summary>
    public int UpdateIndex { get; }

    /// <summary>An operation and the index of the document that it is about: parents first, then the main one.</summary>
    public (OperationKind Op, int Document) Step(int index) => _steps[index];

    public DocumentPlan Plan(int document) => _plans[document];
}
