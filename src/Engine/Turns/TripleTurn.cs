using System.Buffers;
using System.Text;
using EdFi.BatchPerf.Api;
using EdFi.BatchPerf.Batches;
using EdFi.BatchPerf.Scenarios;

namespace EdFi.BatchPerf.Turns;

/// <summary>
/// A turn of several requests: the operations of each triple one after another, every one by the id that the server gave to the created
/// document. Where a create fails, nothing is built upon it; documents created before are deleted as planned, whatever fails.
/// </summary>
internal sealed class TripleTurn(TripleSteps steps) : ITurn
{
    private readonly BodyBuffer _body = new();
    private readonly List<DocumentId?> _ids = [];
    private TripleStep[][] _triples = [];
    private IScenario? _scenario;
    private BatchKey _key;
    private TripleStep? _sent;
    private bool _poisoned;
    private bool _broken;
    private bool _closing;
    private bool _doubtful;
    private int _alive;
    private bool _answered;
    private int _triple;
    private int _step;
    private (int Triple, int Operation)? _last;

    public TurnSubject? Subject => _last is (var triple, var operation) ? SubjectOf(triple, operation) : null;

    public void Begin(IScenario scenario, in BatchKey key, bool poisoned)
    {
        _scenario = scenario;
        _triples = steps.Of(scenario);
        _key = key;
        _poisoned = poisoned;
        _sent = null;
        _last = null;
        _doubtful = false;
        _closing = false;
        _alive = 0;
        _triple = 0;
        BeginTriple();
    }

    public bool TryNext(BatchAnswer? last, out TurnRequest request)
    {
        Learn(last);
        _answered = last?.StatusCode is not null;
        for (; _triple < _triples.Length; _triple++)
        {
            while (_step < _triples[_triple].Length)
            {
                var index = _step++;
                if (IsPossible(_triples[_triple][index]))
                {
                    request = Make(index);
                    return true;
                }
            }

            BeginTriple();
        }

        request = default;
        return false;
    }

    public (int Triple, int Operation, string Id)? Created(BatchAnswer answer) =>
        _sent is { Op: OperationKind.Create } && IdOf(answer) is { } id && _last is (var triple, var operation)
            ? (triple, operation, id.ToString())
            : null;

    public void WindDown() => _closing = true;

    public bool MayHaveLeft(BatchAnswer? last)
    {
        Learn(last);
        return steps.Delete && (_doubtful || _alive > 0);
    }

    public void Rest(bool answered) => _body.Release(answered);

    public void Dispose() => _body.Dispose();

    private void BeginTriple()
    {
        _step = 0;
        _broken = false;
        _ids.Clear();
    }

    private void Learn(BatchAnswer? last)
    {
        if (_sent is { Op: OperationKind.Create })
        {
            var id = IdOf(last);
            _ids.Add(id);
            _broken |= id is null;
            _alive += id is null ? 0 : 1;
            _doubtful |= id is null && last?.Fate != BatchFate.RolledBack && last?.Fate != BatchFate.NotAttempted;
        }
        else if (_sent is { Op: OperationKind.Delete } && (last?.Fate == BatchFate.Committed || last?.StatusCode == 404))
        {
            _alive--;
        }

        _sent = null;
    }

    private static DocumentId? IdOf(BatchAnswer? answer) =>
        answer?.Fate == BatchFate.Committed ? DocumentId.TryParse(answer.DocumentIds?[0]) : null;

    private bool IsPossible(TripleStep step) =>
        step.Op == OperationKind.Delete ? step.Document < _ids.Count && _ids[step.Document] is not null : !_broken && !_closing;

    private TurnRequest Make(int index)
    {
        var step = _triples[_triple][index];
        var id = step.Op == OperationKind.Create ? null
            // the id of no document
            : step.Op == OperationKind.Update && _poisoned && _triple == _triples.Length / 2
                ? DocumentId.TryParse(Guid.NewGuid().ToString())
            : _ids[step.Document];
        if (_answered)
        {
            _body.Clear();
        }
        else
        {
            _body.Release(reusable: false); // what was not answered may still be under way
        }

        if (step.Op != OperationKind.Delete)
        {
            WriteDocument(index, id);
        }

        _sent = step;
        _last = (_triple, index);
        var exchange = new ExchangeRequest(step.Method, step.Url(id), _body.Written, step.Shape, ResourceJudge.Instance, KeepIds: true);
        return new TurnRequest(exchange, step.Name, step.Shape.Resource(0), Triples: index == 0 ? 1 : 0);
    }

    private TurnSubject SubjectOf(int triple, int operation)
    {
        var key = new ArrayBufferWriter<byte>();
        _scenario!.WriteNaturalKey(key, _key, triple, operation);
        return new TurnSubject(_triples[triple][operation].Shape.Resource(0), Encoding.UTF8.GetString(key.WrittenSpan), triple, operation);
    }

    /// <summary>The document; that of a PUT begins with its id, whose comma takes the place of the document's own brace.</summary>
    private void WriteDocument(int index, DocumentId? id)
    {
        if (id is not null)
        {
            Encoding.UTF8.GetBytes($"{{\"id\":\"{id}\"", _body);
        }

        var start = _body.Length;
        _scenario!.WriteDocument(_body, _key, _triple, index);
        if (id is not null)
        {
            _body.Replace(start, (byte)',');
        }
    }
}
