"""Writes the figures of `comove evaluate-infonet --json` into the model card, as JSON and for people.

    npm run -s comove -- evaluate-infonet --n 200,2000 --per-level 1000 --estimator infonet:weights=fast,infonet:weights=thorough,ksg --json > evaluation.json
    python3 build/train/card.py evaluation.json --name infonet

The text around the figures is card-NAME.txt: what the network is, how it was trained, how it differs from the paper.
"""
import argparse
import json
import os

from export import ROOT

HERE = os.path.dirname(os.path.abspath(__file__))
# What stands beside each network in its card, by the names of the evaluation, as far as it has them.
METHODS = {
    'infonet': ('oracle', 'infonet', 'infonet.dv', 'infonet:weights=thorough', 'ksg'),
    'infonet-fast': ('oracle', 'infonet:weights=fast', 'infonet:weights=fast.dv', 'ksg'),
}


def table(title, rows, methods):
    """A Markdown table of RMSE and mean error of every method."""
    lines = [f'| {title} | ' + ' | '.join(methods) + ' |', '|---|' + '---|' * len(methods)]
    for name, figures in rows:
        cells = [f"{figures[m]['rmse']:.4f} ({figures[m]['mean_error']:+.4f})" for m in methods]
        lines.append(f'| {name} | ' + ' | '.join(cells) + ' |')
    return lines


def protocol(evaluation):
    """How the mixtures differ from the paper's, for a heading."""
    wider = '' if evaluation['factor'] == 3 else f", entries of A up to {evaluation['factor']}"
    return wider + ('' if evaluation['covariances'] == 'paper' else ", covariances of the paper's reference code")


def triplet_table(triplets, methods):
    """A Markdown table of the share of triplets in the right order."""
    def row(name, figures):
        cells = ' | '.join(f"{100 * figures['order_accuracy'][m]:.2f} %" for m in methods)
        return f"| {name} | {figures['triplets']} | {cells} |"
    apart = triplets['apart']
    return [f"| components | triplets | {' | '.join(methods)} |", '|---|---|' + '---|' * len(methods),
            *(row(each['components'], each) for each in triplets['by_components']),
            row(f"all that differ by {apart['least_difference']}", apart)]


def markdown(card, evaluations):
    """The card for people."""
    with open(os.path.join(HERE, f"card-{card['name']}.txt"), encoding='utf8') as file:
        lines = [file.read().rstrip(), '', '## Figures', '',
                 'Nats: RMSE against the truth, mean error in brackets. From `comove evaluate-infonet`, whose '
                 f"distributions no training saw. `{METHODS[card['name']][2]}` is the table's own value."]
    for e in evaluations:
        methods = [m for m in METHODS[card['name']] if m in e['mean_rmse']]
        lines += ['', f"### N = {e['n']}, {e['per_level']} pairs a level, seed {e['seed']}{protocol(e)}", '']
        lines += table('random Gaussian mixtures', [(f"{row['level']:.1f}", row['figures']) for row in e['levels']], methods)
        mean = ' | '.join(f"{e['mean_rmse'][m]:.4f}" for m in methods)
        order = ' | '.join(f"{100 * e['order_accuracy'][m]:.2f} %" for m in methods)
        lines += [f'| mean RMSE | {mean} |', f'| order where truths differ by .02 | {order} |', '']
        lines += table('copula', [(f"{row['name']} ({row['information']:.3f})", row['figures']) for row in e['copulas']], methods)
        if 'triplets' in e:
            lines += ['', *triplet_table(e['triplets'], methods)]
    lines += ['', f"SHA-256 of the network: `{card['sha256']}`, {card['parameters']:,} parameters, opset {card['opset']}."]
    return '\n'.join(lines) + '\n'


def main():
    """See the module's description."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n')[0])
    parser.add_argument('evaluations', nargs='+')
    parser.add_argument('--name', default='infonet')
    args = parser.parse_args()
    evaluations = []
    for path in args.evaluations:
        with open(path, encoding='utf8') as file:
            document = json.load(file)
            evaluations += document.get('evaluations', [document])
    base = os.path.join(ROOT, 'assets', 'models', args.name)
    with open(base + '.json', encoding='utf8') as file:
        card = json.load(file)
    told = ('n', 'per_level', 'covariances', 'mean_rmse')
    card['evaluations'] = [{key: e[key] for key in told} for e in evaluations]
    with open(base + '.json', 'w', encoding='utf8') as file:
        json.dump(card, file, indent=2)
        file.write('\n')
    with open(base + '.md', 'w', encoding='utf8') as file:
        file.write(markdown(card, evaluations))


if __name__ == '__main__':
    main()
